/** The page's heading takes the focus of what is gone, so that it does not fall to the page's very beginning. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

/** For `ref`: a control that goes while it has the focus leaves it to the page's heading. */
export function leavesFocus(control: HTMLElement | null) {
  if (!control) return undefined;
  return () => {
    if (document.activeElement === control) focusHeading();
  };
}
