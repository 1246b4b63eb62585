import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { unusable } from "../unusable.js";
import { noProgress, type Progress, progressBar } from "./progress.js";

/** Where rows come from. */
export interface Source {
  readonly name: string;
  /** Made up for this example; every picture and number of it says so. */
  readonly isGenerated: boolean;
  /** The names of the columns, where the first row is not their names. */
  readonly columns?: readonly string[];
  /** A fresh stream of all of it. */
  readonly open: () => AsyncIterable<Uint8Array | string>;
  /** Told how much of it has been read. */
  readonly showProgress: () => Progress;
}

export async function fileSource(path: string, name = basename(path)): Promise<Source> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unusable(
      `${path}: ${error.code === "ENOENT" ? "there is no such file" : error.message}.`,
    );
  });
  if (!file.isFile()) throw unusable(`${path}: this is not a file.`);
  return {
    name,
    isGenerated: false,
    open: () => createReadStream(path),
    showProgress: () => progressBar(name, file.size),
  };
}

export function generatedSource(name: string, text: string): Source {
  const bytes = Buffer.from(text);
  return {
    name,
    isGenerated: true,
    open: () => Readable.from([bytes]),
    showProgress: () => noProgress,
  };
}
