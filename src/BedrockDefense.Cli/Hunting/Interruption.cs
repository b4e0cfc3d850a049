namespace BedrockDefense.Cli.Hunting;

/// <summary>
/// Handles Ctrl-C. The first one asks the hunt to stop; a second one ends the process at once, as it would without this
/// class.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Interruption() => Console.CancelKeyPress += Ask;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Console.CancelKeyPress -= Ask;
        _source.Dispose();
    }

    private void Ask(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
