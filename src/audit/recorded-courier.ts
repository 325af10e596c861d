import type { Channel } from "#src/channel";
import type { Courier } from "#src/chat/courier";
import type { AuditEvent, AuditLog } from "./entry.ts";
import { recordedChannel } from "./recorded-channel.ts";

/** The same courier; what it has brought is recorded. */
export function recordedCourier(courier: Courier, audit: AuditLog, clock: () => Date): Courier {
  return {
    async post(channel, card, options) {
      const message = await courier.post(channel, card, options);
      audit.note(deliveryEvent(channel, clock(), { posting: options.mark, message }));
      return message;
    },
    async update(channel, messageId, card) {
      await courier.update(channel, messageId, card);
      audit.note(deliveryEvent(channel, clock(), { updated: messageId }));
    },
    find: (channel, mark, since, thread) => courier.find(channel, mark, since, thread),
    remember: (channel, messageId, card) => courier.remember(channel, messageId, card),
  };
}

function deliveryEvent(channel: Channel, at: Date, what: AuditEvent["what"]): AuditEvent {
  const { platform } = channel;
  const where = { platform, channel: recordedChannel(channel) };
  return { at, kind: "delivery", person: "", ...where, what, text: null };
}
