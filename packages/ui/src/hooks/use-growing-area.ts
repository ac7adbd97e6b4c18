import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref, type RefObject } from 'react';

type Area = HTMLTextAreaElement | null;

/**
 * Keeps a text area as high as its lines, up to what its style allows, so that no line of a long code is cut: WebKitGTK, as Debian has it, knows no
 * `field-sizing`. Answers the ref of the area; `others` gets the area as well.
 */
export function useGrowingArea(others?: Ref<Area>): RefObject<Area> {
  const areaRef = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<Area, Area>(others, () => areaRef.current, []);
  // Each time it is drawn: its text may be another one.
  useLayoutEffect(() => fit(areaRef.current));
  useEffect(() => fitToWidth(areaRef.current), []);
  return areaRef;
}

/** Its height is ours; another width, as of the window or of a layer that comes into sight, breaks the lines anew. */
function fitToWidth(area: Area): (() => void) | undefined {
  if (area === null || growsByItself()) {
    return undefined;
  }
  let width = area.clientWidth;
  const observer = new ResizeObserver(() => {
    if (area.clientWidth !== width) {
      width = area.clientWidth;
      fit(area);
    }
  });
  observer.observe(area);
  return () => observer.disconnect();
}

function fit(area: Area): void {
  if (area === null || growsByItself()) {
    return;
  }
  area.style.height = '';
  if (area.scrollHeight > area.clientHeight) {
    const borders = area.offsetHeight - area.clientHeight;
    area.style.height = `${area.scrollHeight + borders}px`;
  }
}

function growsByItself(): boolean {
  return CSS.supports('field-sizing', 'content');
}
