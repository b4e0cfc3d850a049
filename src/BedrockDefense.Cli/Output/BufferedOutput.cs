using System.Text;

namespace BedrockDefense.Cli.Output;

/// <summary>
/// Passes text on in large parts, because each write to the console is a call of the system. What is written is passed on after a moment
/// at the latest, so a reader sees it while the command runs.
/// </summary>
internal sealed class BufferedOutput : TextWriter
{
    private const int Capacity = 32 * 1024;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly Timer _timer;
    private readonly char[] _buffer = new char[Capacity];
    private int _length;
    private IOException? _failure;

    public BufferedOutput(TextWriter output)
    {
        _output = output;
        _timer = new Timer(_ => FlushLater());
    }

    public override Encoding Encoding => _output.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (_failure is not null || buffer.Length > Capacity - _length)
            {
                HandOn();
            }

            if (buffer.Length > Capacity)
            {
                Pass(buffer);
                return;
            }

            // One call is enough for all that comes until then. So while the reader waits, only one thread waits with it.
            if (_length == 0)
            {
                _timer.Change(Moment, Timeout.InfiniteTimeSpan);
            }

            buffer.CopyTo(_buffer.AsSpan(_length));
            _length += buffer.Length;
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            HandOn();
            _output.Flush();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer.Dispose();
            Flush();
        }

        base.Dispose(disposing);
    }

    private void HandOn()
    {
        Pass(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    /// <summary>Passes text on. Where that fails text is lost, so it fails from then on: nothing may follow the gap.</summary>
    private void Pass(ReadOnlySpan<char> text)
    {
        if (_failure is not null)
        {
            throw new IOException(_failure.Message, _failure);
        }

        try
        {
            _output.Write(text);
        }
        catch (IOException exception)
        {
            _failure = exception;
            throw;
        }
    }

    private void FlushLater()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // The next write or flush reports it.
        }
    }
}
