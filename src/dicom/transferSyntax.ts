/** Transfer syntaxes by UID (PS3.5 annex A, PS3.6 annex A): their names for a reader and the family of decoders that serves them. */

export type TransferSyntaxFamily =
  | 'native'
  | 'big-endian'
  | 'deflated'
  | 'deflated-frame'
  | 'rle'
  | 'jpeg-baseline'
  | 'jpeg-extended'
  | 'jpeg-lossless'
  | 'jpeg-ls'
  | 'jpeg2000'
  | 'htj2k'
  | 'jpeg-xl'
  | 'video'
  | 'unsupported';

export type TransferSyntax = {
  readonly uid: string;
  readonly name: string;
  readonly family: TransferSyntaxFamily;
  /** Whether the encoding may have changed pixel values. */
  readonly lossy: boolean;
};

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';
export const DEFLATED_EXPLICIT = '1.2.840.10008.1.2.1.99';

const LOSSY = true;
/** UID below the DICOM root 1.2.840.10008.1.2 -> name, family, lossy. */
const KNOWN: Readonly<Record<string, readonly [string, TransferSyntaxFamily, boolean?]>> = {
  '': ['Implicit VR Little Endian', 'native'],
  '.1': ['Explicit VR Little Endian', 'native'],
  '.1.98': ['Encapsulated Uncompressed Explicit VR Little Endian', 'unsupported'],
  '.1.99': ['Deflated Explicit VR Little Endian', 'deflated'],
  '.2': ['Explicit VR Big Endian', 'big-endian'],
  '.4.50': ['JPEG Baseline (Process 1)', 'jpeg-baseline', LOSSY],
  '.4.51': ['JPEG Extended (Process 2 & 4)', 'jpeg-extended', LOSSY],
  '.4.52': ['JPEG Extended (Process 3 & 5)', 'unsupported', LOSSY],
  '.4.53': ['JPEG Spectral Selection (Process 6 & 8)', 'unsupported', LOSSY],
  '.4.55': ['JPEG Full Progression (Process 10 & 12)', 'unsupported', LOSSY],
  '.4.57': ['JPEG Lossless (Process 14)', 'jpeg-lossless'],
  '.4.70': ['JPEG Lossless (Process 14, first-order prediction)', 'jpeg-lossless'],
  '.4.80': ['JPEG-LS Lossless', 'jpeg-ls'],
  '.4.81': ['JPEG-LS Near-lossless', 'jpeg-ls', LOSSY],
  '.4.90': ['JPEG 2000 Lossless', 'jpeg2000'],
  '.4.91': ['JPEG 2000', 'jpeg2000', LOSSY],
  '.4.92': ['JPEG 2000 Part 2 Lossless', 'unsupported'],
  '.4.93': ['JPEG 2000 Part 2', 'unsupported', LOSSY],
  '.4.94': ['JPIP Referenced', 'unsupported'],
  '.4.95': ['JPIP Referenced Deflate', 'unsupported'],
  '.4.100': ['MPEG2 Main Profile video', 'video', LOSSY],
  '.4.100.1': ['Fragmentable MPEG2 Main Profile video', 'video', LOSSY],
  '.4.101': ['MPEG2 High Profile video', 'video', LOSSY],
  '.4.101.1': ['Fragmentable MPEG2 High Profile video', 'video', LOSSY],
  '.4.102': ['MPEG-4 video', 'video', LOSSY],
  '.4.102.1': ['Fragmentable MPEG-4 video', 'video', LOSSY],
  '.4.103': ['MPEG-4 BD-compatible video', 'video', LOSSY],
  '.4.103.1': ['Fragmentable MPEG-4 BD-compatible video', 'video', LOSSY],
  '.4.104': ['MPEG-4 2D video', 'video', LOSSY],
  '.4.104.1': ['Fragmentable MPEG-4 2D video', 'video', LOSSY],
  '.4.105': ['MPEG-4 3D video', 'video', LOSSY],
  '.4.105.1': ['Fragmentable MPEG-4 3D video', 'video', LOSSY],
  '.4.106': ['MPEG-4 stereo video', 'video', LOSSY],
  '.4.106.1': ['Fragmentable MPEG-4 stereo video', 'video', LOSSY],
  '.4.107': ['HEVC Main Profile video', 'video', LOSSY],
  '.4.108': ['HEVC Main 10 Profile video', 'video', LOSSY],
  '.4.110': ['JPEG XL Lossless', 'jpeg-xl'],
  '.4.111': ['JPEG XL JPEG Recompression', 'jpeg-xl', LOSSY],
  '.4.112': ['JPEG XL', 'jpeg-xl', LOSSY],
  '.4.201': ['High-Throughput JPEG 2000 Lossless', 'htj2k'],
  '.4.202': ['High-Throughput JPEG 2000 Lossless (RPCL)', 'htj2k'],
  '.4.203': ['High-Throughput JPEG 2000', 'htj2k', LOSSY],
  '.4.204': ['JPIP HTJ2K Referenced', 'unsupported'],
  '.4.205': ['JPIP HTJ2K Referenced Deflate', 'unsupported'],
  '.5': ['RLE Lossless', 'rle'],
  '.8.1': ['Deflated Image Frame Compression', 'deflated-frame'],
};

/** Name and family of a transfer syntax; an unknown UID is 'unsupported' and named by its UID. */
export function transferSyntax(uid: string): TransferSyntax {
  const entry = uid.startsWith(IMPLICIT_LITTLE_ENDIAN) ? KNOWN[uid.slice(IMPLICIT_LITTLE_ENDIAN.length)] : undefined;
  if (!entry)
    return { uid, name: uid === '' ? 'no transfer syntax' : `unknown transfer syntax ${uid}`, family: 'unsupported', lossy: false };
  const [name, family, lossy] = entry;
  return { uid, name, family, lossy: lossy ?? false };
}

/** Whether Pixel Data is a plain run of samples (inflated first where the whole data set is deflated), not encapsulated fragments. */
export const isNative = (family: TransferSyntaxFamily): boolean => family === 'native' || family === 'big-endian' || family === 'deflated';
