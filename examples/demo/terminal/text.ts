import { styleText } from "node:util";

/** Colours a text, or leaves it as it is where the terminal has none. */
export type Paint = (style: Style, text: string) => string;

export type Style = "bold" | "dim" | "blue" | "red" | "yellow" | "green";

export function paintFor(hasColours: boolean): Paint {
  return hasColours ? (style, text) => styleText(style, text) : (_, text) => text;
}

/** A bar of the share of a width; the lighter part reaches on to `upTo`. */
export function bar(share: number, width: number, upTo = share): string {
  const full = Math.round(Math.max(0, share) * width);
  const light = Math.round(Math.max(0, upTo) * width) - full;
  return "█".repeat(full) + "░".repeat(Math.max(0, light));
}

/** Cuts a text into lines that fit, after an indent. */
export function wrap(text: string, indent = "  ", width = 78): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

/** A user's text on one line; it must not move the cursor or turn the terminal red. */
export function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/\p{C}/gu, "\u{fffd}");
}

/** The text in a column of its own; what is too long ends in an ellipsis. */
export function cell(text: string, width: number): string {
  return (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);
}
