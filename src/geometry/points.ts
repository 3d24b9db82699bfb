/**
 * Points and vectors. Patient space is DICOM LPS in millimetres: +x patient Left, +y Posterior, +z Head
 * (PS3.3 C.7.6.2.1.1), inside one Frame of Reference. Brands keep the spaces apart at compile time only.
 */
declare const space: unique symbol;

/** A direction or displacement in patient space; unit length where the name says so. */
export type Vec3 = { readonly x: number; readonly y: number; readonly z: number };
/** A position in patient space, LPS millimetres. */
export type PatientPoint = Vec3 & { readonly [space]: 'patient' };
/** A position on an image: `column` and `row` are 0-based, integer values at pixel centres (PS3.3 C.7.6.2.1.1). */
export type PixelPoint = { readonly column: number; readonly row: number; readonly [space]: 'pixel' };
/** A position in CSS pixels from the top left corner of a pane. */
export type CanvasPoint = { readonly x: number; readonly y: number; readonly [space]: 'canvas' };

export const patientPoint = (x: number, y: number, z: number): PatientPoint => ({ x, y, z }) as PatientPoint;
export const pixelPoint = (column: number, row: number): PixelPoint => ({ column, row }) as PixelPoint;
export const canvasPoint = (x: number, y: number): CanvasPoint => ({ x, y }) as CanvasPoint;
