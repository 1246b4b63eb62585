import { Buffer } from "node:buffer";
import { createHandler } from "./handler.js";

/** What a function URL, or an HTTP API of API Gateway, calls a handler with. */
export interface LambdaRequest {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface LambdaResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const handle = createHandler();

export async function handler(event: LambdaRequest): Promise<LambdaResponse> {
  const { rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext } = event;
  const { method } = requestContext.http;
  const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
  const request = new Request(`https://lambda${rawPath}?${rawQueryString}`, {
    method,
    headers,
    body: hasBody ? Buffer.from(body, isBase64Encoded ? "base64" : "utf8") : null,
  });
  const response = await handle(request);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
