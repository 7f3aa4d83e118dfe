/** What of Asterisk's messages is used, as its documentation names it. */
export type AriChannel = {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly caller: { readonly number: string };
  readonly dialplan: { readonly context: string };
  /** Variables named in ari.conf; absent or empty where they are not set. */
  readonly channelvars?: Readonly<Record<string, string>>;
};

export type AriBridge = { readonly id: string; readonly channels: readonly string[] };

export type AriMessage =
  | { readonly type: "StasisStart"; readonly channel: AriChannel; readonly args: readonly string[] }
  | { readonly type: "StasisEnd"; readonly channel: AriChannel }
  | { readonly type: "ChannelStateChange"; readonly channel: AriChannel }
  | { readonly type: "ChannelHangupRequest"; readonly channel: AriChannel; readonly cause?: number }
  | { readonly type: "ChannelDestroyed"; readonly channel: AriChannel; readonly cause: number }
  | { readonly type: "ChannelDtmfReceived"; readonly channel: AriChannel; readonly digit: string }
  | { readonly type: "ChannelHold" | "ChannelUnhold"; readonly channel: AriChannel }
  | {
      readonly type: "PlaybackFinished";
      readonly playback: { readonly id: string; readonly state: string; readonly target_uri: string };
    }
  | {
      readonly type: "RecordingFinished" | "RecordingFailed";
      readonly recording: { readonly name: string; readonly target_uri: string };
    }
  | {
      readonly type: "EndpointStateChange";
      readonly endpoint: { readonly technology: string; readonly resource: string; readonly state: string };
    }
  | { readonly type: "ApplicationReplaced" };

/** Variables that say what a channel is: they outlive whoever made it. */
export const CHANNEL_ROLE = "NL_ROLE";
export const CHANNEL_CALL = "NL_CALL";
export const CHANNEL_CONTACT = "NL_CONTACT";
