import { Buffer } from "node:buffer";
import { createHandler, responseTo } from "./handler.js";
import { refuse } from "./refusal.js";

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
  const response = await answer(event);
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

async function answer(event: LambdaRequest): Promise<Response> {
  try {
    return await handle(requestOf(event));
  } catch (error) {
    return responseTo(error);
  }
}

function requestOf(event: LambdaRequest): Request {
  const { rawPath, rawQueryString, headers, body, isBase64Encoded, requestContext } = event;
  const { method } = requestContext.http;
  const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
  const url = `https://lambda${rawPath}?${rawQueryString}`;
  const bytes = hasBody ? Buffer.from(body, isBase64Encoded ? "base64" : "utf8") : null;
  try {
    return new Request(url, { method, headers, body: bytes });
  } catch {
    const message = "the request has a method or a header that no request may have";
    refuse({ status: 400, code: "bad-request", message });
  }
}
