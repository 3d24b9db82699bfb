/** dicom-parser is a CommonJS bundle: Node puts its functions on `default`, bundlers on the namespace. */
import * as bundle from 'dicom-parser';

type DicomParser = typeof bundle;

export const dicomParser: DicomParser = (bundle as DicomParser & { readonly default?: DicomParser }).default ?? bundle;
