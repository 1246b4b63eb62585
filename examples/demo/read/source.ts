import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { unusable } from "../unusable.js";

/** Where rows come from. */
export interface Source {
  readonly name: string;
  /** Made up for this example; every picture and number of it says so. */
  readonly isGenerated: boolean;
  /** In bytes. */
  readonly size: number;
  /** A fresh stream of all of it. */
  readonly open: () => Readable;
}

export async function fileSource(path: string, name = basename(path)): Promise<Source> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unusable(
      `${path}: ${error.code === "ENOENT" ? "there is no such file" : error.message}.`,
    );
  });
  if (!file.isFile()) throw unusable(`${path}: this is not a file.`);
  return { name, isGenerated: false, size: file.size, open: () => createReadStream(path) };
}

export function generatedSource(name: string, text: string): Source {
  const bytes = Buffer.from(text);
  return { name, isGenerated: true, size: bytes.length, open: () => Readable.from([bytes]) };
}
