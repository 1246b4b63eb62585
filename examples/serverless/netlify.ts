import { createHandler } from "./handler.js";

// For Netlify, which calls the default export itself.
// biome-ignore lint/style/noDefaultExport: the runtime asks for it
export default createHandler();
