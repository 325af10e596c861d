import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import type { SealedInstallations } from "#src/chat/ports";
import type { Seal } from "./sealing.ts";

/** What the installations of one app are kept by. */
export interface InstallationStoreParts {
  readonly installations: SealedInstallations;
  readonly seal: Seal;
  /** Workspaces and organisations that may install; empty: whichever Slack lets install. */
  readonly teams: readonly string[];
  readonly clock: () => Date;
}

/** Slack's installations, one per workspace or organisation, their tokens encrypted. */
export function installationStore(parts: InstallationStoreParts): InstallationStore {
  const { installations, seal, teams, clock } = parts;
  const save = (id: string, installation: Installation) =>
    installations.save(id, seal.close(JSON.stringify(installation), id), clock());
  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall
        ? installation.enterprise?.id
        : installation.team?.id;
      if (id === undefined) throw new Error("an installation without a workspace");
      if (teams.length > 0 && !teams.includes(id)) {
        throw new Error(`${id} isn't among slack.teams of tally.yaml`);
      }
      const { user, ...rest } = installation;
      // Tally acts as its bot alone: what a person's token could do is never kept.
      save(id, {
        ...rest,
        user: { id: user.id, token: undefined, scopes: undefined },
      } as Installation);
    },
    async fetchInstallation(query) {
      const id = placeOf(query);
      const sealed = installations.find(id);
      if (sealed === null) throw new Error(`not installed in ${id}`);
      const installation = JSON.parse(seal.open(sealed, id));
      if (seal.isOld(sealed)) save(id, installation);
      return installation;
    },
    async deleteInstallation(query) {
      installations.delete(placeOf(query));
    },
  };
}

function placeOf(query: InstallationQuery<boolean>): string {
  const id = query.isEnterpriseInstall ? query.enterpriseId : query.teamId;
  if (id === undefined) throw new Error("neither a workspace nor an organisation");
  return id;
}
