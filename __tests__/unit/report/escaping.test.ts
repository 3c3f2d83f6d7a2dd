// Whatever a display name holds, it stays one cell of a table, one bar of a chart, one line of text.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OperationResult } from "../../../src/operations/result.ts";
import { ganttChart } from "../../../src/report/gantt.ts";
import { code, escapeMarkdown, fenced, folded } from "../../../src/report/markdown.ts";
import { toSummary } from "../../../src/report/summary.ts";

const NOW = Date.UTC(2026, 5, 1);

/** Any text, and texts made of what Markdown, HTML, tables and Mermaid look at. */
const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc
    .array(
      fc.constantFrom(
        ...Array.from("|\\`*_[]()<>#&~@$:;,%{}\"'!-=+.\n\r\t\u2028\u202e"),
        ...[
          "```",
          "<script>",
          "</details>",
          "%%{init}%%",
          "section ",
          "click ",
          "://",
          "www.",
          "https:",
          "&#124;",
          "2026-01-01",
        ],
        ...["a", "é", "日", "😀", "0"],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
);

function summaryOf(sections: OperationResult["sections"]): string {
  return toSummary({ operation: "report", headline: "x", changed: false, sections: sections ?? [] }, NOW);
}

describe("a table", () => {
  test("keeps its rows and its cells", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hostile, hostile, hostile), { minLength: 1, maxLength: 5 }), (rows) => {
        const summary = summaryOf([{ kind: "table", head: ["a", "b", "c"], rows }]);
        const lines = summary.split("\n").filter((line) => line.startsWith("|"));
        expect(lines).toHaveLength(rows.length + 2);
        for (const line of lines) expect(line.split("|")).toHaveLength(5);
      }),
    );
  });

  test("holds no tags, no markup and no links of others", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const cell = escapeMarkdown(name);
        const text = cell.replaceAll("<wbr>", "\0");
        expect(text).not.toMatch(/[<>|]|@[^\0]|\/\/|www\.|(https?|ftp|mailto|xmpp):[^\0]|[\r\n]/i);
        // Each of these is behind a backslash that is not itself escaped; an entity's # is none.
        expect(cell.replace(/\\[^\p{L}\p{N}\s]/gu, "").replace(/&#?\w+;/g, "")).not.toMatch(/[`*[\]~$#\\]/);
      }),
    );
  });

  test("folded, it ends where it should", () => {
    fc.assert(
      fc.property(hostile, hostile, (title, cell) => {
        const text = summaryOf([{ kind: "table", title, folded: true, head: ["a"], rows: [[cell]] }]);
        expect(text.match(/<\/?details>/g)).toEqual(["<details>", "</details>"]);
        expect(text.match(/<\/?summary>/g)).toEqual(["<summary>", "</summary>"]);
      }),
    );
    expect(folded("<b>", "x")).toBe("<details><summary>&lt;b&gt;</summary>\n\nx\n\n</details>");
  });
});

test("code in HTML tags is Markdown still", () => {
  expect(code("a|b `c` <d> [e](f)")).toBe("<code>a&#124;b \\`c\\` &lt;d&gt; \\[e\\](f)</code>");
  expect(code("B2C_1A_Name")).toBe("<code>B2C_1A_Name</code>");
});

test("a fence is longer than any in the text", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const block = fenced("text", text);
      const fence = /^`+/.exec(block)?.[0] ?? "";
      expect(text.includes(fence)).toBe(false);
      expect(block.endsWith(`\n${fence}`)).toBe(true);
    }),
  );
});

describe("a gantt chart", () => {
  /** What Mermaid's gantt grammar takes, and not a sign more. */
  const LINE =
    /^(gantt| {2}title [^:;#%]+| {2}dateFormat YYYY-MM-DD| {2}axisFormat %Y-%m-%d| {2}tickInterval \d+week| {2}weekday monday| {2}todayMarker off| {2}No [^:;,#%{}"'`<>]+ :(crit, |done, )?\d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d)$/;

  const bar = fc.record({
    name: hostile,
    from: fc.integer({ min: 1_500_000_000, max: 4_000_000_000 }),
    to: fc.integer({ min: 1_500_000_000, max: 4_000_000_000 }),
    look: fc.constantFrom("usual", "urgent", "faded"),
  });

  test("has a line for each bar, every line in the grammar, and ends after it begins", () => {
    fc.assert(
      fc.property(hostile, fc.array(bar, { minLength: 1, maxLength: 30 }), (title, bars) => {
        const lines = ganttChart(title, bars).split("\n");
        expect(lines[0]).toBe("```mermaid");
        expect(lines.at(-1)).toBe("```");
        const inner = lines.slice(1, -1);
        for (const line of inner) expect(line).toMatch(LINE);
        const tasks = inner.filter((line) => line.startsWith("  No "));
        expect(tasks).toHaveLength(bars.length);
        for (const task of tasks) {
          const [from = "", to = ""] = task.match(/\d{4}-\d\d-\d\d(?=, \d|$)/g) ?? [];
          expect(from < to).toBe(true);
        }
      }),
    );
  });

  test.each([
    [5, 1],
    [63, 1],
    [64, 2],
    [182, 3],
    [3_500, 56],
  ])("of %i days has a tick every %i weeks: more dates would overlap", (days, weeks) => {
    const from = 1_800_000_000;
    const bars = [{ name: "x", from, to: from + days * 86_400, look: "usual" as const }];
    expect(ganttChart("t", bars)).toContain(`\n  tickInterval ${String(weeks)}week\n`);
  });

  test("stays under what GitHub draws", () => {
    const name = "x".repeat(300);
    const bars = Array.from({ length: 2_000 }, () => ({
      name,
      from: 1_800_000_000,
      to: 1_900_000_000,
      look: "usual" as const,
    }));
    expect(ganttChart("long", bars).length).toBeLessThanOrEqual(50_100);
    expect(ganttChart("long", bars.slice(0, 30)).length).toBeLessThan(5_000);
  });
});
