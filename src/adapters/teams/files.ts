import { randomUUID } from "node:crypto";
import type { ReplyFile } from "#src/cards/attachment";
import type { TeamsConversation } from "#src/chat/ports";
import { REQUEST_MS } from "./clock.ts";
import { fileOfferActivity, imageActivity, linkActivity, textActivity } from "./outgoing.ts";
import { isHostUnder } from "./settings.ts";
import type { TeamsPerson, TeamsUpload } from "./teams-event.ts";
import type { OutgoingActivity } from "./teams-host.ts";

/** Bytes of an image that goes within a card: in base64 and UTF-16 it is 8/3 as large, and 80 KB are advised. */
const INLINE_IMAGE_BYTES = 28_000;
const MOST_OFFERED = 50;
/** Where Microsoft 365 keeps people's files, in its several clouds. */
const FILE_HOSTS = ["sharepoint.com", "sharepoint.us", "sharepoint-mil.us", "sharepoint.cn"];

/** What files are shown with. */
export interface FilesParts {
  /** The address of a file that Teams can reach; absent where the server has no public address. */
  readonly fileUrl: ((file: ReplyFile) => string) | undefined;
  /** Whether a file may be uploaded to loopback: in local trials. */
  readonly isLocalTrial: boolean;
}

interface Offer {
  readonly file: ReplyFile;
  readonly person: TeamsPerson;
}

/** Brings tables and charts to people: as an image, a link, or a file among their own. */
export class Files {
  readonly #parts: FilesParts;
  readonly #offers = new Map<string, Offer>();

  constructor(parts: FilesParts) {
    this.#parts = parts;
  }

  /** Whether Teams can fetch files from here, so that a link is enough. */
  get hasAddresses(): boolean {
    return this.#parts.fileUrl !== undefined;
  }

  /** How a file is shown in a conversation; where it can't be, the words say how to get it. */
  show(file: ReplyFile, { scope }: TeamsConversation, person: TeamsPerson): OutgoingActivity {
    const shown = this.showUnasked(file);
    if (shown !== null) return shown;
    if (scope === "personal") return this.#offer({ file, person });
    return textActivity(
      `${file.name} can’t be shown here. Ask me the same in a private chat, and I’ll give it to you as a file.`,
    );
  }

  /** How a file is shown that nobody has asked for just now; null where it would have to be offered to somebody. */
  showUnasked(file: ReplyFile): OutgoingActivity | null {
    const { fileUrl } = this.#parts;
    const imageUrl = this.imageUrl(file);
    if (imageUrl !== null) return imageActivity(file, imageUrl);
    return fileUrl === undefined ? null : linkActivity(file, fileUrl(file));
  }

  /** What an image element shows of a file: its address, or the image itself; null where it has neither. */
  imageUrl(file: ReplyFile): string | null {
    const { mediaType, content } = file;
    const { fileUrl } = this.#parts;
    if (mediaType !== "image/png") return null;
    if (fileUrl !== undefined) return fileUrl(file);
    return content.byteLength <= INLINE_IMAGE_BYTES
      ? `data:image/png;base64,${Buffer.from(content).toString("base64")}`
      : null;
  }

  /** Puts an accepted file where Teams says; gives the card that shows it there. */
  async accept(fileId: string, by: TeamsPerson, upload: TeamsUpload): Promise<OutgoingActivity> {
    const offer = this.#take(fileId, by);
    if (offer === null) return textActivity("That offer is over. Please ask for the file again.");
    if (!this.#isFileStore(upload.uploadUrl))
      throw new Error("files go to people’s own stores only");
    const { content } = offer.file;
    const last = content.byteLength - 1;
    const response = await fetch(upload.uploadUrl, {
      method: "PUT",
      redirect: "error",
      signal: AbortSignal.timeout(REQUEST_MS),
      headers: { "content-range": `bytes 0-${last}/${content.byteLength}` },
      body: Buffer.from(content),
    });
    if (!response.ok) throw new Error(`the file store answered ${response.status}`);
    return uploadedActivity(upload);
  }

  /** Forgets a file that isn't wanted. */
  decline(fileId: string, by: TeamsPerson): void {
    this.#take(fileId, by);
  }

  #offer(offer: Offer): OutgoingActivity {
    const fileId = randomUUID();
    this.#offers.set(fileId, offer);
    const [oldest] = this.#offers.keys();
    if (this.#offers.size > MOST_OFFERED && oldest !== undefined) this.#offers.delete(oldest);
    return fileOfferActivity(offer.file, fileId);
  }

  #take(fileId: string, by: TeamsPerson): Offer | null {
    const offer = this.#offers.get(fileId);
    const isTheirs =
      offer?.person.objectId === by.objectId && offer.person.tenantId === by.tenantId;
    if (offer === undefined || !isTheirs) return null;
    this.#offers.delete(fileId);
    return offer;
  }

  #isFileStore(text: string): boolean {
    const url = URL.parse(text);
    if (url === null) return false;
    if (this.#parts.isLocalTrial && url.hostname === "127.0.0.1") return true;
    return url.protocol === "https:" && isHostUnder(url.hostname, FILE_HOSTS);
  }
}

function uploadedActivity({ contentUrl, name, uniqueId, fileType }: TeamsUpload): OutgoingActivity {
  const contentType = "application/vnd.microsoft.teams.card.file.info";
  return {
    type: "message",
    attachments: [{ contentType, contentUrl, name, content: { uniqueId, fileType } }],
  };
}
