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

    public BufferedOutput(TextWriter output)
    {
        _output = output;
        _timer = new Timer(_ => FlushLater(), null, Moment, Moment);
    }

    public override Encoding Encoding => _output.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            if (buffer.Length > Capacity - _length)
            {
                HandOn();
            }

            if (buffer.Length > Capacity)
            {
                _output.Write(buffer);
                return;
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
        var length = _length;
        _length = 0;
        _output.Write(_buffer, 0, length);
    }

    private void FlushLater()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // The next write reports that the output is closed.
        }
    }
}
