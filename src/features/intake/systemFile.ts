/**
 * Files that every disc carries beside its images: folder metadata of operating systems, and the viewer programs on CDs.
 * Named here so that they can be skipped quietly after a glance instead of being read; content still wins, because a DICOM file
 * may legally begin with an executable's preamble (PS3.10 7.1) and carry any name.
 */

const systemNames = new Set([
  'thumbs.db',
  'desktop.ini',
  'autorun.inf',
  'autorun.exe',
  'ehthumbs.db',
  'license',
  'license.txt',
  'readme',
  'readme.txt',
  'readme.md',
]);
const programEndings =
  /\.(?:exe|dll|com|bat|cmd|msi|cab|sys|ocx|jar|class|jnlp|app|dmg|pkg|so|dylib|ini|inf|ico|cur|lnk|htm|html|css|js|mjs|xsl|xslt|chm|hlp|ttf|otf|woff2?)$/i;

export function isSystemFile(path: string): boolean {
  const parts = path.split('/');
  const name = (parts.at(-1) ?? '').toLowerCase();
  return name.startsWith('.') || systemNames.has(name) || programEndings.test(name) || parts.includes('__MACOSX');
}

export const systemFileReason = 'a system or program file that came with the images';

/** How many bytes tell whether such a file is DICOM after all: the preamble and the four letters after it. */
export const glanceBytes = 132;

export function hasDicomPrefix(bytes: Uint8Array): boolean {
  return bytes.length >= glanceBytes && bytes[128] === 0x44 && bytes[129] === 0x49 && bytes[130] === 0x43 && bytes[131] === 0x4d;
}
