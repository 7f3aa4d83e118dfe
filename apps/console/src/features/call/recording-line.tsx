import { softphoneRoutes, type CallView } from "@nightlight/contracts/counsellor/softphone";
import type { RecordingStep } from "@nightlight/domain/call/recording";
import { call as ask } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { callQuery } from "../../shared/call-query.ts";
import { lasting } from "../../shared/time.ts";
import { SoundBar } from "./sound-bar.tsx";

type Recording = CallView["recording"];
type State = Exclude<Recording["state"], "off">;

const STEPS: Readonly<Record<State, readonly RecordingStep[]>> = {
  untold: ["told", "refuse"],
  ready: ["pause", "refuse"],
  on: ["pause", "refuse"],
  failed: ["pause", "refuse"],
  paused: ["resume", "refuse"],
  refused: ["told"],
};

const TONES = {
  untold: "lamp",
  ready: "quiet",
  on: "moon",
  failed: "lamp",
  paused: "quiet",
  refused: "quiet",
} as const;

/** Whether this call is recorded, said at a glance, and what its counsellor can do about it. Nothing where it is not. */
export function RecordingLine({
  contactId,
  state,
}: {
  readonly contactId: string;
  readonly state: Recording["state"];
}) {
  const t = useTranslations("call.recording");
  const client = useQueryClient();
  const problemText = useProblemText();
  const isStale = useIsStale();
  const steer = useMutation({
    scope: { id: contactId },
    mutationFn: (step: RecordingStep) => ask(softphoneRoutes.steerRecording, { params: { contactId }, body: { step } }),
    onSuccess: (read) => {
      client.setQueryData(callQuery(contactId).queryKey, read);
    },
  });
  if (state === "off") return null;
  const whyNot = isStale ? t("away") : steer.isPending ? t("pending") : undefined;
  return (
    <Bar
      tone={TONES[state]}
      icon={state === "failed" ? "warning" : "phone"}
      note={steer.isError ? problemText(steer.error) : t(`note.${state}`)}
      acts={STEPS[state].map((step, index) => (
        <Button
          key={step}
          tone={index === 0 ? "edged" : "plain"}
          whyNot={whyNot}
          onClick={() => {
            steer.mutate(step);
          }}
        >
          {t(`step.${state === "refused" ? "agreed" : step}`)}
        </Button>
      ))}
    >
      <b>{t(`state.${state}`)}</b>
    </Bar>
  );
}

/** What is kept of a call that was recorded. */
export function RecordedParts({
  contactId,
  parts,
}: {
  readonly contactId: string;
  readonly parts: Recording["parts"];
}) {
  const t = useTranslations("call.recording");
  return parts.map(({ id, beganAt, seconds }) => (
    <SoundBar
      key={id}
      note={t("heardNote")}
      play={t("hear", { time: clockTime(beganAt) })}
      fetchSound={() => ask(softphoneRoutes.hearRecording, { params: { contactId, recordingId: id } })}
    >
      {t("part", { time: clockTime(beganAt), length: lasting(seconds * 1000) })}
    </SoundBar>
  ));
}
