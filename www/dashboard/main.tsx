import { render } from 'preact';
import { App } from './app/App';
import { language } from './strings/language';

document.documentElement.lang = language;
render(<App />, document.getElementById('app')!);
