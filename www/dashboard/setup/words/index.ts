/** Every word of the set-up room, which loads apart from the rest. */
export { words } from './en';
