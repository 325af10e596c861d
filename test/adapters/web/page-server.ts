import { skills } from "#skills/index";
import { Access, type AccessSettings } from "#src/access";
import { renderMessage as renderSlack } from "#src/adapters/slack/render/render-message";
import { renderMessage as renderTeams } from "#src/adapters/teams/render/message";
import { webPage } from "#src/adapters/web/web-page";
import { Assistant } from "#src/assistant";
import type { Attachment, ReplyFile } from "#src/cards/attachment";
import { formatDay } from "#src/cards/format";
import { answerFile } from "#src/charts/answer-file";
import { attachmentFile } from "#src/charts/attachment-file";
import { openAudiences } from "#src/chat/audience";
import { Desk } from "#src/chat/desk";
import type { DeskParts } from "#src/chat/desk-parts";
import { directoryOf } from "#src/chat/directory";
import type { Reply } from "#src/chat/message";
import { conversationsInMemory } from "#src/conversation";
import { silentLog } from "#src/log";
import { ruleRouter } from "#src/router/rule-router";
import { filePath } from "#src/server/files";
import { createMetrics, type Metrics } from "#src/server/metrics";
import { createServer, type ServerParts } from "#src/server/server";
import type { ServerSettings } from "#src/server/settings";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { StoredFiles } from "#src/store/chat/kept-files";
import { makeScope } from "#src/store/scope";
import type { Store } from "#src/store/store";
import { knownPeople } from "../../known-people.ts";

const EXAMPLES = skills.flatMap(({ examples }) => examples.slice(0, 3));
const LOOPBACK: ServerSettings = { host: "127.0.0.1", port: 0 };

/** A running page over a store, put together as the product does it. */
export interface PageServer {
  /** With a slash at its end. */
  readonly url: string;
  readonly metrics: Metrics;
  readonly bugs: readonly unknown[];
  stop(): Promise<void>;
}

export interface PageServerOptions {
  /** The instant that all questions are asked at. */
  readonly now?: Date;
  readonly settings?: Partial<ServerSettings>;
  readonly parts?: Partial<ServerParts>;
  readonly isDemo?: boolean;
  readonly desk?: Partial<DeskParts>;
  readonly access?: Partial<AccessSettings>;
  /** Changes a reply before it is drawn. */
  readonly change?: (reply: Reply) => Reply;
}

/** Starts the page on a free port. */
export async function startPage(
  store: Store,
  options: PageServerOptions = {},
): Promise<PageServer> {
  const bugs: unknown[] = [];
  const now = options.now ?? new Date("2026-11-20T09:00:00Z");
  const clock = () => now;
  const metrics = createMetrics(() => 2);
  const files = new StoredFiles(store.database);
  const desk = deskOver(store, metrics, bugs, options);
  const change = options.change ?? ((reply) => reply);
  const answering = {
    answer: async (message) => (await desk.answer(message)).map(change),
    press: (press) => desk.press(press),
    giveFeedback: (feedback) => desk.giveFeedback(feedback),
  } satisfies Pick<Desk, "answer" | "press" | "giveFeedback">;
  const { dataThrough } = store.costs(makeScope([])).freshness([], "2026-11-20", 2);
  const { assets, page } = webPage({
    desk: answering,
    drawings: { slack: drawSlack, teams: drawTeams },
    keepFile: (file) => filePath(files.keep(file, now)),
    onDrawingError: (_platform, error) => bugs.push(error),
    help: () => ({
      store: options.isDemo === true ? "The demo company" : "tally.db",
      isDemo: options.isDemo === true,
      dataThrough: dataThrough === null ? null : formatDay(dataThrough),
      examples: EXAMPLES,
    }),
    clock,
  });
  const server = createServer({
    settings: { ...LOOPBACK, ...options.settings },
    log: silentLog,
    metrics,
    checks: [],
    files,
    assets,
    page,
    mounts: [],
    clock,
    ...options.parts,
  });
  const url = await server.start();
  return { url, metrics, bugs, stop: () => server.stop() };
}

async function drawSlack({ card, issue, answer }: Reply) {
  const { text, blocks, attachments } = renderSlack(card, { issue, answerId: answer.id });
  return { payload: { text, blocks }, files: await filesOf(attachments) };
}

async function drawTeams({ card, issue }: Reply) {
  const { text, card: payload, attachments } = renderTeams(card, { issue });
  return { payload: { text, card: payload }, files: await filesOf(attachments) };
}

function filesOf(attachments: readonly Attachment[]): Promise<ReplyFile[]> {
  return Promise.all(attachments.map((attachment) => attachmentFile(attachment)));
}

function deskOver(
  store: Store,
  metrics: Metrics,
  bugs: unknown[],
  { desk, access }: PageServerOptions,
): Desk {
  const assistant = new Assistant({
    router: ruleRouter(),
    skills,
    access: new Access(store, knownPeople([]), access),
    conversations: conversationsInMemory(),
    completenessLagDays: 2,
    fiscalYearStartMonth: 1,
    reportBug: (error) => bugs.push(error),
  });
  return new Desk({
    assistant,
    directory: directoryOf(knownPeople([]), false),
    audiences: openAudiences,
    handled: new StoredHandledKeys(store.database),
    actions: new StoredIssuedActions(store.database),
    feedback: new StoredFeedback(store.database),
    examples: EXAMPLES,
    fileOf: answerFile,
    onAnswer: ({ skill, status }, { platform }, milliseconds) =>
      metrics.answered({ platform, skill, status, milliseconds }),
    ...desk,
  });
}
