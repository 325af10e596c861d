import { expect, test } from "vitest";
import { backLinkTo } from "#src/tickets/back-link";

const CHANNEL = "teams:22222222-2222-4222-8222-222222222222/19:costs@thread.tacv2";

test.each([
  [
    "a channel of Slack",
    "slack:T1/C1",
    "C1/100.1",
    "https://slack.com/app_redirect?channel=C1&team=T1",
  ],
  [
    "a thread of a channel in Teams",
    CHANNEL,
    "1000/2000",
    "https://teams.microsoft.com/l/message/19%3Acosts%40thread.tacv2/1000?tenantId=22222222-2222-4222-8222-222222222222&parentMessageId=1000",
  ],
  ["somebody's own conversation in Slack", "slack:T1/D1", null, undefined],
  ["a chat in Teams", CHANNEL, null, undefined],
  ["the terminal", null, null, undefined],
])("a ticket leads back to %s", (_, channel, thread, address) => {
  expect(backLinkTo({ number: 12, channel, thread })?.address).toBe(address);
});
