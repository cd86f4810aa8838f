// What the build puts beside the package's own modules.
declare module "*-bytes.js" {
  /** A module of WebAssembly, two digits a byte. */
  const hex: string;
  export default hex;
}
declare module "*/fallback.js" {
  /** The same as JavaScript. */
  const exports: WebAssembly.Exports;
  export default exports;
}

// Of the frameworks only what the adapters use: neither is needed to build the package. That it fits
// the real ones, tests/browser/npm/package.test.mjs checks.
declare module "react" {
  export function useEffect(effect: () => void, dependencies: readonly unknown[]): void;
  export function useSyncExternalStore<T>(subscribe: (listener: () => void) => () => void, now: () => T, onServer: () => T): T;
}
declare module "vue" {
  export interface App {
    readonly version: string;
  }
  export interface ShallowRef<T> {
    value: T;
  }
  export function shallowRef<T>(value: T): ShallowRef<T>;
  export function onMounted(hook: () => void): void;
  export function onUnmounted(hook: () => void): void;
}
