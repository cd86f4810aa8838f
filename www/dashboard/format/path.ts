/** A path as people read it: its escapes undone where they can be. */
export function pathText(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
