interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Place {
  /** How far to move sideways, in pixels. */
  aside: number;
  isAbove: boolean;
  /** As high as there is room for, in pixels; the rest is scrolled to. */
  height: number;
}

const EDGE = 8;
/** Beneath its button or above it. */
const GAP = 4;
/** Lower than this nothing can be chosen from: then the page is scrolled instead. */
const LEAST = 160;

/**
 * Where what hangs beneath a button lies within the screen: moved sideways as far as it must be, and above the button
 * when it does not fit beneath and there is more room.
 */
export function placeOf(hanging: Box, button: Box, screen: { width: number; height: number }): Place {
  const beneath = screen.height - EDGE - GAP - button.bottom;
  const above = button.top - GAP - EDGE;
  const isAbove = hanging.bottom - hanging.top > beneath && above > beneath;
  return {
    aside: Math.max(EDGE - hanging.left, Math.min(0, screen.width - EDGE - hanging.right)),
    isAbove,
    height: Math.max(LEAST, isAbove ? above : beneath),
  };
}

/** Places an element that hangs in the box of its button. */
export function keepInSight(hanging: HTMLElement) {
  const button = hanging.parentElement;
  if (!button) return;
  hanging.removeAttribute('style');
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const place = placeOf(hanging.getBoundingClientRect(), button.getBoundingClientRect(), { width, height });
  hanging.style.translate = `${place.aside}px`;
  hanging.style.maxHeight = `${place.height}px`;
  if (place.isAbove) hanging.style.inset = 'auto 0 calc(100% + 4px) auto';
}
