import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMrkdwn } from "#src/adapters/web/page/slack-text";
import { teamsMarkdown } from "#src/adapters/web/page/teams-markdown";
import { readPress } from "#src/adapters/web/page/teams-press";
import { randomText } from "../../../cards/random-card.ts";

describe("Slack's mrkdwn", () => {
  test.each([
    ["*Total*\n$5", ["bold Total", "break", "none $5"]],
    ["_it_ ~no~ `code *x*`", ["italic it", "none  ", "strike no", "none  ", "code code *x*"]],
    ["```\nSELECT *\n```", ["preformatted SELECT *"]],
    ["2*3*4 and snake_case_name", ["none 2*3*4 and snake_case_name"]],
    ["&lt;!channel&gt; &amp; co", ["none <!channel> & co"]],
    ["<!channel>", ["mention !channel"]],
    ["<https://a.example|here>", ["link here https://a.example"]],
  ])("%j is read as %j", (text, expected) => {
    const runs = readMrkdwn(text).map((run) => {
      if (run.kind === "break") return "break";
      if (run.kind === "text") return `${run.style} ${run.text}`;
      return run.kind === "link" ? `link ${run.text} ${run.url}` : `mention ${run.text}`;
    });
    expect(runs).toEqual(expected);
  });
});

describe("Teams' Markdown", () => {
  test.each([
    ["**bold** and _it_", "<strong>bold</strong> and <em>it</em>"],
    ["a \\*b\\* \\_c\\_", "a *b* _c_"],
    ["snake_case_name 2*3*4", "snake_case_name 2*3*4"],
    ["[x](https://a.example)", '<a href="https://a.example" target="_blank">x</a>'],
    ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["a\nb", "a<br>b"],
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
  ])("%j becomes %j", (text, html) => {
    expect(teamsMarkdown(text)).toBe(html);
  });

  test("nothing but its own few tags ever comes out as markup", () => {
    fc.assert(
      fc.property(fc.array(randomText, { maxLength: 4 }), (texts) => {
        const html = teamsMarkdown(texts.join(""));
        const rest = html.replace(
          /<\/?(?:strong|em|s)>|<br>|<a href="https:\/\/[^"<>\s]*" target="_blank">|<\/a>/g,
          "",
        );
        expect(rest).not.toMatch(/[<>"]/);
      }),
    );
  });
});

test("a press of Teams carries its id, or the input in which it was chosen", () => {
  expect(readPress({ action: "press", id: "a" })).toEqual({ id: "a" });
  expect(readPress({ action: "press", choice: "c-1", "c-1": "b" })).toEqual({ id: "b" });
  expect(readPress({ action: "press", choice: "c-1" })).toBeNull();
  const day = { action: "press", id: "a", date: "d-1" };
  expect(readPress({ ...day, "d-1": "2026-10-05" })).toEqual({ id: "a", date: "2026-10-05" });
  expect(readPress(day)).toBeNull();
  expect(readPress("press")).toBeNull();
});
