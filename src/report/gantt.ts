import type { Bar } from "../operations/result.ts";
import { unicodePattern } from "../printable.ts";

const DAY = 86_400;
const LONGEST_NAME = 64;
const notPlain = unicodePattern(String.raw`[^\p{L}\p{N} ._()&-]+`);
/** GitHub draws no diagram whose source is longer. */
const LONGEST_SOURCE = 50_000;

/** More of them, and the dates below them overlap on a summary's width. */
const MOST_TICKS = 9;

/**
 * A Mermaid gantt chart, as a fenced block.
 *
 * Names are untrusted, and Mermaid has no way to quote them: `:` ends a task's name, `#`, `;`
 * and `%%` begin something else, and a line that starts with `section` or `click` is no task.
 * So a name keeps letters, digits and a few signs, behind a word that is ours.
 */
export function ganttChart(title: string, bars: readonly Bar[]): string {
  const lines = [
    "gantt",
    `  title ${plain(title)}`,
    "  dateFormat YYYY-MM-DD",
    "  axisFormat %Y-%m-%d",
    `  tickInterval ${String(weeksBetweenTicks(bars))}week`,
    "  weekday monday",
    // Where the line of the reader's day stood would depend on when the summary is read.
    "  todayMarker off",
    ...bars.map(task),
  ];
  // Thirty bars are a tenth of that; a chart that is cut at a line is still one.
  let source = "";
  for (const line of lines) {
    if (source.length + line.length >= LONGEST_SOURCE) break;
    source += `${line}\n`;
  }
  return `\`\`\`mermaid\n${source}\`\`\``;
}

function weeksBetweenTicks(bars: readonly Bar[]): number {
  const from = Math.min(...bars.map((bar) => bar.from));
  const to = Math.max(...bars.map((bar) => bar.to));
  return Math.max(1, Math.ceil((to - from) / (7 * DAY) / MOST_TICKS));
}

function task({ name, from, to, look }: Bar): string {
  const start = Math.floor(from / DAY) * DAY;
  // A bar of no length is not drawn.
  const end = Math.max(start + DAY, Math.ceil(to / DAY) * DAY);
  const tag = look === "urgent" ? "crit, " : look === "faded" ? "done, " : "";
  return `  No ${plain(name)} :${tag}${day(start)}, ${day(end)}`;
}

function day(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().slice(0, 10);
}

function plain(text: string): string {
  const kept = text.replace(notPlain(), " ").replace(/ {2,}/g, " ").trim();
  return Array.from(kept).slice(0, LONGEST_NAME).join("").trim() || "unnamed";
}
