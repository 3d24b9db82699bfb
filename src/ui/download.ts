/** Hands bytes to the browser as a download. */
export function download(file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }): void {
  const url = URL.createObjectURL(new Blob([file.bytes], { type: file.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads the bytes after this task; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
