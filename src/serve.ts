import { skills } from "#skills/index";
import { createSlackApp, type SlackApp } from "#src/adapters/slack/app";
import { renderMessage as renderForSlack } from "#src/adapters/slack/render/render-message";
import { renderMessage as renderForTeams } from "#src/adapters/teams/render/message";
import { withFiles } from "#src/adapters/teams/render/with-files";
import { createTeamsApp, type TeamsApp } from "#src/adapters/teams/teams-app";
import type { Drawing } from "#src/adapters/web/shown-reply";
import { webPage } from "#src/adapters/web/web-page";
import { signInEvent } from "#src/audit/sign-in-event";
import type { ReplyFile } from "#src/cards/attachment";
import { formatDay } from "#src/cards/format";
import { answerFile } from "#src/charts/answer-file";
import { attachmentFile } from "#src/charts/attachment-file";
import type { Audiences } from "#src/chat/audience";
import type { Desk } from "#src/chat/desk";
import type { DeskParts } from "#src/chat/desk-parts";
import { directoryOf } from "#src/chat/directory";
import { LimitedDesk } from "#src/chat/limited-desk";
import { ChannelMembers } from "#src/chat/members";
import type { Reply } from "#src/chat/message";
import { RateLimits } from "#src/chat/rate-limits";
import { audiencesOf } from "#src/compose-audiences";
import type { Config } from "#src/config";
import { exampleQuestions } from "#src/examples";
import { type Day, dayNumber, dayOfInstant } from "#src/focus/day";
import { inputProblemsOf } from "#src/input-problems";
import { createLog, type Log } from "#src/log";
import type { Tally } from "#src/main";
import type { Couriers } from "#src/schedule/dispatcher";
import type { Speaker } from "#src/schedule/speaker";
import { secretTexts } from "#src/secrets/secret-texts";
import { filePath } from "#src/server/files";
import { createMetrics, type Metrics } from "#src/server/metrics";
import { createServer, type Server } from "#src/server/server";
import { isLoopback } from "#src/server/settings";
import { speakerOf } from "#src/speaking";
import { startJobs } from "#src/start-jobs";
import { StoredFeedback } from "#src/store/chat/feedback";
import { StoredHandledKeys } from "#src/store/chat/handled-keys";
import { StoredInstallations } from "#src/store/chat/installations";
import { StoredIssuedActions } from "#src/store/chat/issued-actions";
import { StoredFiles } from "#src/store/chat/kept-files";
import { StoredTeamsAnswers } from "#src/store/chat/teams-answers";
import { StoredTeamsConversations } from "#src/store/chat/teams-conversations";
import { subscribeOffers } from "#src/subscribe-form";

/** Tally with its page and platforms, listening. */
export interface Serving {
  /** The page's address for a browser on this machine. */
  readonly url: string;
  readonly platforms: readonly ("Slack" | "Teams")[];
  /** Lets running answers get out, then closes everything but the store. */
  stop(): Promise<void>;
}

/** What the platforms share. */
interface Common {
  readonly config: Config;
  readonly tally: Tally;
  readonly desk: Desk;
  readonly audiences: Audiences;
  readonly members: ChannelMembers;
  readonly handled: StoredHandledKeys;
  readonly files: StoredFiles;
  readonly clock: () => Date;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * Puts the page, Slack and Teams over an open Tally and starts them; `clock` gives the instant that questions are
 * answered by.
 * @throws ConfigError when a platform's settings can't work, or the address can't be listened on
 */
export async function serve(config: Config, tally: Tally, clock: () => Date): Promise<Serving> {
  const common = commonParts(config, tally, clock);
  const slack = slackApp(common);
  const teams = await teamsApp(common);
  const server = webServer(common, slack, teams);
  const url = await server.start();
  await slack?.start();
  await teams?.start();
  const scheduler = startJobs(common);
  const speaker = speakerFor(common, slack, teams);
  if (slack !== null || teams !== null) speaker.start();
  return {
    url,
    platforms: [...(slack ? (["Slack"] as const) : []), ...(teams ? (["Teams"] as const) : [])],
    async stop() {
      const platforms = [slack?.stop(), teams?.stop()];
      await Promise.all([server.stop(), speaker.stop(), scheduler.stop(), ...platforms]);
    },
  };
}

/**
 * Sends what is due now, once, without listening to anybody.
 * @throws ConfigError when a platform's settings can't work
 */
export async function sendDue(config: Config, tally: Tally, clock: () => Date): Promise<void> {
  const common = commonParts(config, tally, clock);
  const [slack, teams] = [slackApp(common), await teamsApp(common)];
  await speakerFor(common, slack, teams).look();
  await Promise.all([slack?.stop(), teams?.stop()]);
}

function speakerFor(common: Common, slack: SlackApp | null, teams: TeamsApp | null): Speaker {
  const couriers: Couriers = {
    ...(slack && { slack: slack.courier }),
    ...(teams && { teams: teams.courier }),
  };
  const log = common.log.of("schedule");
  return speakerOf({ ...common, couriers, log });
}

function commonParts(config: Config, tally: Tally, clock: () => Date): Common {
  const { database } = tally.store;
  const handled = new StoredHandledKeys(database);
  const metrics = createMetrics(() => {
    const through = dataThrough(config, tally, clock());
    return through === null ? null : dayNumber(dayOfInstant(clock())) - dayNumber(through);
  });
  const directory = directoryOf(tally.people, tally.isDemo || config.openToWorkspace);
  const members = new ChannelMembers();
  const audiences = audiencesOf({ config, tally, directory, members });
  const parts: DeskParts = {
    assistant: tally.assistant,
    directory,
    audiences,
    handled,
    actions: new StoredIssuedActions(database),
    feedback: new StoredFeedback(database),
    examples: exampleQuestions(skills),
    fileOf: answerFile,
    offers: subscribeOffers(config.channels),
    problemsIn: inputProblemsOf(skills),
    onAnswer: ({ skill, status }, { platform }, milliseconds) =>
      metrics.answered({ platform, skill, status, milliseconds }),
  };
  const desk = new LimitedDesk(parts, new RateLimits(config.limits));
  const log = createLog({ level: config.logLevel, secrets: secretTexts(config) });
  const files = new StoredFiles(database);
  return { config, tally, desk, audiences, members, handled, files, clock, log, metrics };
}

function slackApp(common: Common): SlackApp | null {
  const { config, desk, members, tally, handled, clock, log, metrics } = common;
  if (config.slack === null) return null;
  return createSlackApp({
    settings: { ...config.slack, publicUrl: config.server.publicUrl },
    desk,
    members,
    handled,
    installations: new StoredInstallations(tally.store.database),
    encryptionKey: config.server.encryptionKey,
    attachmentFile,
    help: (thread, now) => desk.help(thread, now),
    clock,
    log: log.of("slack"),
    counts: metrics,
  });
}

async function teamsApp(common: Common): Promise<TeamsApp | null> {
  const { config, desk, members, tally, handled, files, clock, log, metrics } = common;
  if (config.teams === null) return null;
  const { publicUrl, host, port } = config.server;
  const isLocalTrial = config.isDevelopment && isLoopback(host);
  const address = publicUrl ?? (isLocalTrial ? `http://${host}:${port}/` : undefined);
  return createTeamsApp({
    settings: {
      ...config.teams,
      isDevelopment: config.isDevelopment,
      isLoopback: isLoopback(host),
    },
    desk,
    members,
    conversations: new StoredTeamsConversations(tally.store.database),
    handled,
    attachmentFile,
    fileUrl:
      address === undefined
        ? undefined
        : (file) => new URL(filePath(files.keep(file, clock())), address).href,
    answerIds: new StoredTeamsAnswers(tally.store.database, clock),
    help: (thread, now) => desk.help(thread, now),
    clock,
    log: log.of("teams"),
    counts: metrics,
  });
}

function webServer(common: Common, slack: SlackApp | null, teams: TeamsApp | null): Server {
  const { config, tally, desk, files, clock, log, metrics } = common;
  const keepFile = (file: ReplyFile) => filePath(files.keep(file, clock()));
  const { assets, page } = webPage({
    desk,
    drawings: { slack: drawnForSlack, teams: (reply) => drawnForTeams(reply, keepFile) },
    keepFile,
    onDrawingError: (platform, error) => log.error("a card can't be drawn", { platform, error }),
    help: (now) => {
      const through = dataThrough(config, tally, now);
      return {
        store: tally.isDemo ? "The demo company" : tally.store.file,
        isDemo: tally.isDemo,
        dataThrough: through === null ? null : formatDay(through),
        examples: exampleQuestions(skills),
      };
    },
    clock,
  });
  return createServer({
    settings: config.server,
    signInsPerMinute: config.limits.signIns,
    onSignIn: (isRight) => tally.store.audit.note(signInEvent(isRight, clock())),
    log: log.of("server"),
    metrics,
    checks: [
      { name: "store", problem: () => (tally.store.database.open ? null : "is closed") },
      ...(slack === null ? [] : [{ name: "slack", problem: () => slack.problem() }]),
    ],
    files,
    assets,
    page,
    mounts: [
      (app) => {
        if (slack?.router) app.use(slack.router);
      },
      (app) => teams?.mount(app),
    ],
    clock,
  });
}

async function drawnForSlack({ card, issue, answer }: Reply): Promise<Drawing> {
  const { text, blocks, attachments } = renderForSlack(card, { issue, answerId: answer.id });
  const files = await Promise.all(attachments.map(attachmentFile));
  return { payload: { text, blocks }, files };
}

async function drawnForTeams(
  { card, issue }: Reply,
  keepFile: (file: ReplyFile) => string,
): Promise<Drawing> {
  const rendered = renderForTeams(card, { issue });
  const { card: whole, files } = await withFiles(rendered, attachmentFile, keepFile);
  return { payload: { text: rendered.text, card: whole }, files };
}

/** The last day with complete data of the whole bill; null without data. */
function dataThrough({ completenessLagDays }: Config, { access }: Tally, now: Date): Day | null {
  const { costs } = access.viewOf(null);
  return costs.freshness([], dayOfInstant(now), completenessLagDays).dataThrough;
}
