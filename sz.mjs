import { rolldown } from 'rolldown';
const B='ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
function vlq(s){const out=[];let v=0,sh=0;for(const c of s){const d=B.indexOf(c);v|=(d&31)<<sh;if(d&32)sh+=5;else{out.push(v&1?-(v>>1):v>>1);v=0;sh=0}}return out}
for (const e of ['app.tsx','worker.ts']) {
const b = await rolldown({ input: 'src/explorer/'+e, platform:'browser', tsconfig:'src/explorer/tsconfig.json', transform:{target:'es2022'} });
const { output } = await b.generate({ format:'iife', minify:true, comments:false, sourcemap:true });
const {code,map}=output[0]; const lines=code.split('\n'); const by={}; let src=0;
map.mappings.split(';').forEach((l,li)=>{ let col=0; let prev=null; const segs=l===''?[]:l.split(',').map(vlq); for(const s of segs){ const c0=col; col+=s[0]; if(prev!==null) by[prev]=(by[prev]??0)+col-c0; if(s.length>1){src+=s[1]; prev=map.sources[src]} } if(prev!==null) by[prev]=(by[prev]??0)+(lines[li]?.length??0)-col; });
console.log(e, code.length); for (const [k,v] of Object.entries(by).sort((a,b)=>b[1]-a[1]).slice(0,40)) console.log('  ',v,k.replace(/.*wt-client\//,''));
}
