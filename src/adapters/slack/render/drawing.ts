import type { SlackBlock } from "#src/adapters/slack/block-kit/shapes";
import type { Attachment } from "#src/cards/attachment";
import type { IssueAction } from "#src/cards/card";
import { fileName } from "#src/cards/file-name";

/** What part of a card became: blocks, and files for what they can't show. */
export interface Drawn {
  readonly blocks: readonly SlackBlock[];
  readonly attachments: readonly Attachment[];
}

/** What not every workspace and surface has. */
export interface Abilities {
  /** `data_visualization` blocks. */
  readonly hasCharts: boolean;
  /** `data_table` blocks. */
  readonly hasTables: boolean;
  /** `container` blocks. */
  readonly hasFolding: boolean;
  /** Files beside the message. */
  readonly hasFiles: boolean;
}

/** How many characters the parts of one message may take. */
export interface Budget {
  /** A paragraph, and the small print. */
  readonly text: number;
  /** All tables of a card together. */
  readonly tables: number;
  /** The query behind an answer. */
  readonly query: number;
}

/** What every part of a card is drawn with. */
export interface Drawing {
  /** The card's. */
  readonly title: string;
  readonly issue: IssueAction;
  /** By which numbers and days are written. */
  readonly locale: string;
  readonly abilities: Abilities;
  readonly budget: Budget;
  /** A name without ending for a file that shows this, another one each time. */
  readonly nameFile: (title: string) => string;
}

export const nothing: Drawn = { blocks: [], attachments: [] };

/** Blocks without files. */
export function drawn(...blocks: readonly SlackBlock[]): Drawn {
  return { blocks, attachments: [] };
}

/** Parts as one, in order. */
export function joined(parts: readonly Drawn[]): Drawn {
  return {
    blocks: parts.flatMap(({ blocks }) => blocks),
    attachments: parts.flatMap(({ attachments }) => attachments),
  };
}

/** Names for the files of one message. */
export function fileNames(): (title: string) => string {
  const taken = new Map<string, number>();
  return (title) => {
    const name = fileName(title);
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return times === 1 ? name : `${name}-${times}`;
  };
}
