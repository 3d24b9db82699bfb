/** For `onMouseDown` of tool controls: a mouse click leaves the focus where it is; the keyboard can still reach the control. */
export const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault();
