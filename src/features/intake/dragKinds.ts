/**
 * Whether a drag brings files from outside. A drag that begins in the page carries text or the page's own type; a browser may add `Files` to it
 * when the thing dragged is a picture.
 */
export function bringsFiles(types: readonly string[]): boolean {
  return types.includes('Files') && !types.some((type) => type.startsWith('application/x-conus') || type === 'text/plain');
}
