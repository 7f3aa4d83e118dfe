import { useEffect, useState } from "preact/hooks";
import { CallScreen } from "../features/call/call-screen.tsx";
import type { CallStage } from "../features/call/call-state.ts";
import type { CallStore } from "../features/call/call-store.ts";
import { BeginScreen } from "../features/contact/begin-screen.tsx";
import { ContactScreen } from "../features/contact/contact-screen.tsx";
import type { ContactStore } from "../features/contact/contact-store.ts";
import { ExpiredScreen, OverScreen } from "../features/contact/over-screen.tsx";
import { ClearScreen } from "../features/exit/clear-screen.tsx";
import { FirstScreen } from "../features/first/first-screen.tsx";
import { HAS_WEB_CALLS } from "../shared/helpline.ts";
import { useStore } from "../shared/store.ts";
import { WORDS, WordsContext, type Language } from "../shared/words.ts";
import { dressPage } from "./dress-page.ts";
import { FailureGuard } from "./failure-guard.tsx";

type Place = "first" | "begin" | "clear";

/** One address, no history: which screen is shown is known to memory only. */
export function App({ contact, webCall }: { contact: ContactStore; webCall: CallStore }) {
  const [language, setLanguage] = useState<Language>("vi");
  const [place, setPlace] = useState<Place>("first");
  const { draft, stage } = useStore(contact);
  const { stage: call } = useStore(webCall);
  const screen = nameOf(place, stage, call);

  useEffect(() => dressPage(language), [language]);
  useEffect(() => {
    document.body.dataset["screen"] = screen;
  }, [screen]);
  // When somebody comes, a child may be in the middle of a word: nothing moves, and the field keeps the focus.
  const scene = screen === "waiting" || screen === "talking" ? "contact" : screen;
  useEffect(() => {
    scrollTo(0, 0);
    // A screen reader hears the new screen's heading; the first one is read by the browser itself.
    if (scene !== "first") document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, [scene]);

  const otherLanguage = language === "vi" ? "en" : "vi";
  const writeAgain = () => {
    contact.startOver();
    setPlace("begin");
  };

  function show() {
    if (call.status !== "none") {
      return (
        <CallScreen
          stage={call}
          onMute={webCall.mute}
          onPress={webCall.press}
          onCannotSpeak={webCall.sayCannotSpeak}
          onHangUp={webCall.hangUp}
          onCall={() => void webCall.begin(language)}
          onChat={() => {
            webCall.putAway();
            writeAgain();
          }}
          onBack={webCall.putAway}
        />
      );
    }
    if (stage.status === "expired") return <ExpiredScreen hasWords={draft !== ""} onAgain={writeAgain} />;
    if (stage.status === "open" && stage.contact.phase === "over") {
      return <OverScreen stage={stage} onAgain={writeAgain} />;
    }
    if (stage.status === "open") {
      return (
        <ContactScreen
          stage={stage}
          draft={draft}
          onDraft={contact.setDraft}
          onTyping={contact.tellTyping}
          onSend={contact.send}
          onRewrite={contact.rewrite}
          onSeen={contact.markSeen}
          onLeave={contact.leave}
          onHere={contact.sayHere}
          onAskForCall={contact.askForCall}
        />
      );
    }
    if (place === "clear") return <ClearScreen onBack={() => setPlace("first")} />;
    if (place === "begin") {
      return (
        <BeginScreen
          state={{ draft, stage }}
          onDraft={contact.setDraft}
          onBegin={(safeNow) => void contact.begin(safeNow, language)}
          onBack={() => setPlace("first")}
        />
      );
    }
    return (
      <FirstScreen
        otherLanguage={otherLanguage}
        onChat={() => setPlace("begin")}
        onWebCall={HAS_WEB_CALLS ? () => void webCall.begin(language) : undefined}
        onHowToClear={() => setPlace("clear")}
        onLanguage={() => setLanguage(otherLanguage)}
      />
    );
  }

  return (
    <WordsContext.Provider value={WORDS[language]}>
      <FailureGuard>{show()}</FailureGuard>
    </WordsContext.Provider>
  );
}

function nameOf(place: Place, stage: ReturnType<ContactStore["get"]>["stage"], call: CallStage): string {
  if (call.status === "over" || call.status === "refused") return call.status;
  if (call.status === "up" && call.contact?.phase === "talking") return "talking";
  if (call.status !== "none") return "waiting";
  if (stage.status === "expired") return "over";
  if (stage.status === "open") return stage.contact.phase;
  return place;
}
