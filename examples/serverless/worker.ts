import { createHandler } from "./handler.js";

// For Cloudflare Workers, `deno serve`, Bun and Vercel, which all call `fetch` of the default export.
// biome-ignore lint/style/noDefaultExport: the runtimes ask for it
export default { fetch: createHandler() };
