addEventListener('message', ({ data }) => {
  fetch(data, { mode: 'no-cors' }).then(
    () => postMessage('reached'),
    () => postMessage('refused'),
  );
});
