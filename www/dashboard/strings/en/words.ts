/** What something is called, and what that means. */
export interface Words {
  readonly name: string;
  readonly means: string;
}
