import { createHandler } from "./handler.js";
import { limits } from "./rows.js";

// For Cloudflare Workers, `deno serve`, Bun and Vercel, which all call `fetch` of the default export. The
// size is for Bun, which stops at 128 MB unless told.
// biome-ignore lint/style/noDefaultExport: the runtimes ask for it
export default { fetch: createHandler(), maxRequestBodySize: limits.ndjsonBytes };
