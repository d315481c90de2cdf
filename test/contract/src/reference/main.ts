import { writePages } from './pages.js';

await writePages();
