import { Component, type ComponentChildren } from "preact";
import { CallLink, DangerLink } from "../shared/call-links.tsx";
import { useWords } from "../shared/words.ts";

type FailureGuardProps = { readonly children: ComponentChildren };

/** If a screen breaks, the telephone still works. What broke is not written anywhere: it could hold a child's words. */
export class FailureGuard extends Component<FailureGuardProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    document.body.dataset["screen"] = "over";
  }

  override render() {
    return this.state.hasFailed ? <FailedScreen /> : this.props.children;
  }
}

function FailedScreen() {
  const words = useWords();
  return (
    <div class="page over">
      <div class="farewell" role="alert">
        <h1>{words.broken}</h1>
        <p>{words.brokenNote}</p>
      </div>
      <div class="again">
        <CallLink />
        <button type="button" class="button" onClick={() => location.reload()}>
          {words.reopen}
        </button>
      </div>
      <DangerLink />
    </div>
  );
}
