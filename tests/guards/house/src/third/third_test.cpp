int third();
#ifdef THIRD_TEST_CALLS_SECOND
int second();  // Told by hand: the door would stop the header before the linker is asked.
#else
int second()
{
    return 2;
}
#endif

int main()
{
    return third() + second() == 5 ? 0 : 1;
}
