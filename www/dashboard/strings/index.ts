/** Every word the dashboard says. */
export { text } from './en';
