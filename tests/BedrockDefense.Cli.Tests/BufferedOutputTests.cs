using System.Text;
using BedrockDefense.Cli.Output;

namespace BedrockDefense.Cli.Tests;

/// <summary>What is written in parts reaches the output, or the writer is told that it did not.</summary>
public sealed class BufferedOutputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // The buffer has 32 * 1024 characters.
    private static readonly int[] Lengths = [1, 40_000, 20_000, 20_000, 32 * 1024, 1, 32 * 1024 + 1];

    [Fact]
    public void Text_that_was_lost_later_is_reported_and_nothing_follows_it()
    {
        using var disk = new Disk { IsFull = true };
        var output = new BufferedOutput(disk);
        output.Write("first");
        Assert.True(SpinWait.SpinUntil(() => disk.Writes > 0, Patience));

        disk.IsFull = false;
        Assert.Throws<IOException>(output.Flush);
        Assert.Throws<IOException>(() => output.Write("second"));
        Assert.Throws<IOException>(output.Dispose);
        Assert.Equal("", disk.Text);
    }

    [Fact]
    public void Text_is_passed_on_after_a_moment_and_only_once()
    {
        using var disk = new Disk();
        using var output = new BufferedOutput(disk);
        output.Write("first");
        Assert.True(SpinWait.SpinUntil(() => disk.Flushes > 0, Patience));
        output.Write("second");
        Assert.True(SpinWait.SpinUntil(() => disk.Flushes > 1, Patience));

        // Nothing is left, so nothing is done.
        Thread.Sleep(TimeSpan.FromMilliseconds(500));
        Assert.Equal("firstsecond", disk.Text);
        Assert.Equal(2, disk.Flushes);
    }

    [Fact]
    public void Text_of_any_length_is_passed_on_in_order()
    {
        string[] parts = [.. Lengths.Select((length, number) => new string((char)('a' + number), length))];
        using var disk = new Disk();
        using (var output = new BufferedOutput(disk))
        {
            foreach (var part in parts)
            {
                output.Write(part);
            }
        }

        Assert.Equal(string.Concat(parts), disk.Text);
    }

    private sealed class Disk : TextWriter
    {
        private readonly StringBuilder _text = new();
        private volatile bool _isFull;
        private volatile int _writes;
        private volatile int _flushes;

        public bool IsFull
        {
            get => _isFull;
            set => _isFull = value;
        }

        public int Writes => _writes;

        public int Flushes => _flushes;

        public string Text => $"{_text}";

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char[] buffer, int index, int count)
        {
            _writes++;
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }

            _text.Append(buffer, index, count);
        }

        public override void Flush() => _flushes++;
    }
}
