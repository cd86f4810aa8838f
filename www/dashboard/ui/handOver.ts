/** Hands a file over to the browser, which puts it where downloads go. */
export function handOver(parts: readonly BlobPart[], name: string): void {
  const url = URL.createObjectURL(new Blob([...parts]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then; without this it would be held as long as the page is open.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
