import { exampleRecipes } from './exampleRecipes.ts';
import { standardSeries } from './standardSeries.ts';
import { renderSlice } from './render.ts';
import { truth } from './truthOf.ts';
import { planeFromDicom } from '#geometry/plane.ts';
import { proposeLevels } from '#spine/proposeLevels.ts';
const V={thoracic:12,lumbar:5};
for(const [name,recipe] of Object.entries<any>(exampleRecipes)){
 const t=truth(recipe); const specs=standardSeries(recipe);
 for(const w of ['T2 sagittal','T1 sagittal','STIR sagittal']){
  const spec=specs.find(s=>s.name===w)!; const n=spec.blocks[0]!.slices; const i=(n-1)/2;
  const sl=renderSlice(recipe,spec,i);
  const plane:any=planeFromDicom([sl.position.x,sl.position.y,sl.position.z],[sl.rightCosines.x,sl.rightCosines.y,sl.rightCosines.z,sl.downCosines.x,sl.downCosines.y,sl.downCosines.z],[spec.pixelMm,spec.pixelMm],spec.rows,spec.columns);
  for(const [u,l] of [['T12/L1','L5/S1'],['L1/2','L5/S1']] as const){
   const g=(x:string)=>t.discs.find(d=>d.label===x)!; 
   const out=proposeLevels(plane,sl.pixels,{name:u,point:g(u).centre},{name:l,point:g(l).centre},'disc',V);
   console.log(name,w,u,l,out.map(o=>{const c=g(o.name).centre;return `${(o.point.y-c.y).toFixed(1)},${(o.point.z-c.z).toFixed(1)}(${(g(o.name).middleHeightMm).toFixed(0)})`}).join(' '));
  }}
}
