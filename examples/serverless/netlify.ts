import { createHandler } from "./handler.js";

// For Netlify, which calls the default export itself.
// biome-ignore lint/style/noDefaultExport: the runtime asks for it
export default createHandler();

/** Without paths of its own Netlify calls it at `/.netlify/functions/` and its name only. */
export const config = { path: ["/nps", "/levels", "/cohorts", "/running"] };
