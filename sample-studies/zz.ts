import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instanceOf } from './viewingOrder.ts';
import { storedFrames } from './storedFrames.ts';
import { patientToPixel, signedDistanceMm } from '#geometry/plane.ts';
import { anatomicalPlane } from '#geometry/orientation.ts';
import { windowFor } from './dicom/pixels.ts';
import { png, windowed } from './png.ts';
const S='.cache/samples'; const N=300;
for (const {slug} of JSON.parse(readFileSync(S+'/index.json','utf8'))) {
  const rev=JSON.parse(readFileSync(join(S,slug,'reveal.json'),'utf8'));
  const ins=(JSON.parse(readFileSync(join(S,slug,'files.json'),'utf8')) as any[]).map(f=>instanceOf(join(S,slug,f.path),f.path)!);
  const tiles:Uint8Array[]=[]; 
  for (const s of rev.steps) for (const plane of ['sagittal','axial'] as const) {
    const want=s.planes[plane]??'T2';
    const c=ins.filter(i=>i.frameOfReferenceUid===s.at.frameOfReferenceUid && i.seriesDescription.startsWith(want+' ')).flatMap(i=>i.frames.map(f=>({i,f}))).filter(({f})=>anatomicalPlane(f.plane!.normal)===plane).map(x=>({...x,d:Math.abs(signedDistanceMm(x.f.plane!,s.at))})).sort((a,b)=>a.d-b.d)[0];
    if(!c){tiles.push(new Uint8Array(N*N));continue;}
    const raw=(await storedFrames(join(S,slug,c.i.sourceName),c.i))[c.f.number-1]!;
    const p=patientToPixel(c.f.plane!,s.at); const half=Math.round((plane==='sagittal'?60:35)/c.f.plane!.rowStepMm); const n=2*half; const crop=new Uint16Array(n*n);
    for(let y=0;y<n;y++)for(let x=0;x<n;x++) crop[y*n+x]=raw[(Math.round(p.row)-half+y)*c.i.pixels.columns+Math.round(p.column)-half+x]??0;
    const g=windowed({pixels:crop,rows:n,columns:n},windowFor([{pixels:raw}]),N,N).pixels; const m=N/2;
    for(let k=6;k<14;k++) for(const [dx,dy] of [[k,0],[-k,0],[0,k],[0,-k]]) g[(m+dy!)*N+m+dx!]=255-g[(m+dy!)*N+m+dx!]!>128?255:0;
    tiles.push(g); console.log(slug,plane,want,'slice off',c.d.toFixed(1),s.text.slice(0,50));
  }
  const k=rev.steps.length; const out=new Uint8Array(N*k*N*2); tiles.forEach((t,j)=>{const X=Math.floor(j/2)*N,Y=(j%2)*N; for(let y=0;y<N;y++) out.set(t.subarray(y*N,y*N+N),(Y+y)*N*k+X)});
  writeFileSync(`/tmp/steps-${slug}.png`,png({width:N*k,height:2*N,pixels:out}));
}
