import { isoSeconds } from "../config/instant.ts";
import type { OperationResult, Section } from "../operations/result.ts";
import { code, escapeMarkdown, table } from "./markdown.ts";
import { daysLeft } from "./outputs.ts";

/** The job summary of one step: what was done, and the key's facts in a table. */
export function toSummary(result: OperationResult, nowMs: number): string {
  const parts = [
    `### ${result.planned === undefined ? "" : "Dry run: "}${escapeMarkdown(result.operation)}`,
    escapeMarkdown(result.headline),
  ];
  const rows = keyRows(result, nowMs);
  if (rows.length > 0) parts.push(table(["", ""], rows));
  for (const section of result.sections ?? []) parts.push(sectionMarkdown(section));
  if (result.planned !== undefined) {
    parts.push("Nothing was written. These requests would have been sent:");
    for (const write of result.planned) {
      parts.push(
        `${code(`${write.method} ${write.url.href}`)}\n\n\`\`\`json\n${JSON.stringify(write.body, null, 2).replaceAll("```", "` ` `")}\n\`\`\``,
      );
    }
  }
  return `${parts.join("\n\n")}\n`;
}

function sectionMarkdown(section: Section): string {
  switch (section.kind) {
    case "text":
      return escapeMarkdown(section.text);
    case "mermaid":
      return `\`\`\`mermaid\n${section.source}\n\`\`\``;
    case "table": {
      const rows = section.rows.map((row) => row.map(escapeMarkdown));
      const title = section.title === undefined ? "" : `#### ${escapeMarkdown(section.title)}\n\n`;
      return title + table(section.head.map(escapeMarkdown), rows);
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
        : `${isoSeconds(key.expiresOn)} (${String(daysLeft(key.expiresOn, nowMs))} days)`,
    ],
  ];
  return rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, code(value)]]));
}
