import { describe, expect, test } from "vitest";
import { isHelpWanted, plainQuestion } from "#src/adapters/slack/plain-question";

describe("a question in words", () => {
  test.each([
    ["<@UBOT> cost  in October", "cost in October"],
    ["what did <@U2|ann> spend?", "what did spend?"],
    ["cost &gt; $5 &amp; &lt; $10 &amp;lt;", "cost > $5 & < $10 &lt;"],
    [
      "see <https://a.example/x?y=1|the bill> or <https://b.example>",
      "see the bill or https://b.example",
    ],
    ["in <#C1|ops>, <!here|here>, <!channel> <#C2>", "in #ops, here,"],
    ["first\nsecond", "first\nsecond"],
    ["<@UBOT>", ""],
  ])("%s", (text, question) => {
    expect(plainQuestion(text)).toBe(question);
  });

  test("keeps the mentions of others, where the bot's is known", () => {
    expect(plainQuestion("<@UBOT> assign it to <@U2|ann>", "UBOT")).toBe("assign it to <@U2>");
  });

  test("keeps channels with their ids, where the bot's mention is known", () => {
    const text = "<@UBOT> send this to <#C1|ops> or <#C2|>";
    expect(plainQuestion(text, "UBOT")).toBe("send this to <#C1|ops> or <#C2|>");
  });

  test("asks for help when it is empty or says so", () => {
    for (const text of ["", "help", "Help!", "?"]) expect(isHelpWanted(text)).toBe(true);
    for (const text of ["help desk cost", "cost?"]) expect(isHelpWanted(text)).toBe(false);
  });
});
