/** Data sets by keyword, and the file of one. */
import { element, item, part10File, valueBytes, type Scalar } from './bytes.ts';
import { DICTIONARY, type Keyword } from './dictionary.ts';

export type Value = Scalar | readonly Scalar[] | readonly DataSet[];
/** Attributes by keyword. An undefined attribute is not written; '' and [] are written with length 0 (present, without a value). */
export type DataSet = { readonly [keyword in Keyword]?: Value | undefined };

const isItems = (value: readonly unknown[]): value is readonly DataSet[] => typeof value[0] === 'object';

/** In ascending order of tags, as PS3.5 section 7.1 demands. */
function dataSetBytes(dataSet: DataSet): Uint8Array[] {
  return (Object.entries(dataSet) as [Keyword, Value | undefined][])
    .flatMap(([keyword, value]) => (value === undefined ? [] : [{ tag: DICTIONARY[keyword][0], vr: DICTIONARY[keyword][1], value }]))
    .toSorted((a, b) => a.tag - b.tag)
    .flatMap(({ tag, vr, value }) => {
      const values = typeof value === 'object' ? value : [value];
      if (isItems(values))
        return element(
          tag,
          vr,
          values.flatMap((each) => item(dataSetBytes(each))),
        );
      return element(tag, vr, values.length === 0 ? [] : [valueBytes(vr, values)]);
    });
}

/** A data set that names its SOP Class and Instance, as a DICOM file. */
export type Sop = DataSet & { readonly SOPClassUID: string; readonly SOPInstanceUID: string };
export const fileOf = (sop: Sop): Uint8Array<ArrayBuffer> => part10File(sop.SOPClassUID, sop.SOPInstanceUID, dataSetBytes(sop));
