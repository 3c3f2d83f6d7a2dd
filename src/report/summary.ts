import { isoSeconds } from "../iso-time.ts";
import type { OperationResult, Section } from "../operations/result.ts";
import { ganttChart } from "./gantt.ts";
import { code, escapeMarkdown, fenced, folded, table } from "./markdown.ts";
import { daysLeft } from "./outputs.ts";

/** The job summary of one step: what was done, and the key's facts in a table. */
export function toSummary(result: OperationResult, nowMs: number): string {
  const parts = [
    `### ${result.planned === undefined ? "" : "Dry run: "}${escapeMarkdown(result.operation)}`,
    escapeMarkdown(result.headline),
  ];
  const rows = result.keyInSections === true ? [] : keyRows(result, nowMs);
  if (rows.length > 0) parts.push(table([escapeMarkdown(result.keyTitle ?? "The key"), ""], rows));
  for (const section of result.sections ?? []) parts.push(sectionMarkdown(section));
  if (result.planned !== undefined) {
    parts.push("Nothing was written. These requests would have been sent:");
    for (const write of result.planned) {
      parts.push(code(`${write.method} ${write.url.href}`));
      if (write.body === undefined) continue;
      parts.push(`\`\`\`json\n${JSON.stringify(write.body, null, 2).replaceAll("```", "` ` `")}\n\`\`\``);
    }
  }
  return `${parts.join("\n\n")}\n`;
}

function sectionMarkdown(section: Section): string {
  switch (section.kind) {
    case "text":
      return escapeMarkdown(section.text);
    case "code":
      return fenced(section.language, section.text);
    case "timeline":
      return ganttChart(section.title, section.bars);
    case "table": {
      const rows = section.rows.map((row) => row.map(escapeMarkdown));
      const { title } = section;
      const whole = table(section.head.map(escapeMarkdown), rows);
      if (section.folded === true) return folded(title ?? "More", whole);
      return title === undefined ? whole : `#### ${escapeMarkdown(title)}\n\n${whole}`;
    }
  }
}

function keyRows(result: OperationResult, nowMs: number): readonly (readonly string[])[] {
  const key = result.key ?? {};
  const rows: (readonly [string, string | undefined])[] = [
    ["Key set", key.keySetId],
    ["Key id", key.keyId],
    ["Thumbprint (SHA-1)", key.thumbprint],
    ["Type", key.keyType],
    ["Use", key.keyUse],
    ["Not before", key.notBefore === undefined ? undefined : isoSeconds(key.notBefore)],
    [
      "Expires on",
      key.expiresOn === undefined
        ? undefined
        : `${isoSeconds(key.expiresOn)} (${days(daysLeft(key.expiresOn, nowMs))})`,
    ],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, code(value)]]));
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${String(count)} days`;
}
